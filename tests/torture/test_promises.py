"""Every sentence of the promise of safety, and the tests that try to break it: each of them is there."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
PROMISES: dict[str, tuple[str, ...]] = {
    # ------------------------------------------------------------------------------------------------ the six promises
    "leaving a cell saves it": (
        "stories/test_files.py::test_killed_in_the_middle_it_opens_at_the_last_step",
        "stories/test_chinese.py::test_a_cell_left_while_a_word_is_composed",
        "ui/shell/test_window.py::test_what_is_being_typed_is_kept_when_the_window_closes",
    ),
    "a kill or a power cut loses at most the text in the open editor": (
        "torture/test_torture.py::test_ten_deaths",
        "torture/test_torture.py::test_power_cuts",
        "store/test_kill.py::test_a_killed_process_loses_nothing_it_had_acknowledged",
    ),
    "the file opens at the last committed step, and undo goes on after a restart": (
        "torture/test_torture.py::test_ten_deaths",
        "document/test_document.py::test_steps_have_names_and_survive_a_restart",
        "store/test_refusals.py::test_a_crash_in_the_middle_of_a_commit_is_rolled_back",
        "store/test_refusals.py::test_pages_that_were_to_be_cut_off_are_cut_off_later",
    ),
    "a failed export or print never harms an export that was there": (
        "exchange/test_saving.py::test_what_was_there_survives_every_fault",
        "exchange/test_saving.py::test_a_write_that_stops_half_way_leaves_nothing",
        "bridge/test_print_file.py::test_what_is_dropped_leaves_nothing",
        "torture/test_torture.py::test_power_cuts",
    ),
    "a failed open never changes the file": (
        "store/test_refusals.py::test_flipped_bytes_open_or_are_refused",
        "store/test_refusals.py::test_a_schema_that_is_not_ours",
        "torture/test_hostile.py::test_a_document_made_to_do_harm",
        "torture/test_torture.py::test_damaged_files_of_every_kind",
    ),
    "a stranger's file runs nothing, writes nothing elsewhere, and ends in time and memory": (
        "torture/test_hostile.py::test_a_document_made_to_do_harm",
        "torture/test_hostile.py::test_a_source_made_to_do_harm",
        "document/test_adversity.py::test_a_link_under_the_name_of_a_helper_leads_nowhere",
        "store/test_refusals.py::test_a_journal_that_names_another_file_touches_neither",
        "exchange/readers/test_worker.py::test_a_worker_writes_nothing",
        "exchange/readers/test_worker.py::test_time_is_bounded",
        "exchange/readers/test_worker.py::test_memory_is_bounded",
    ),
    "the last backups are on this computer, each checked when it was made": (
        "store/test_backup.py::test_a_backup_is_listed_and_restored",
        "store/test_backup.py::test_a_damaged_document_is_not_backed_up",
        "torture/test_torture.py::test_ten_deaths",
    ),
    "the program never opens a network connection": (
        "torture/test_network.py::test_the_story_needs_no_socket",
        "torture/test_network.py::test_the_system_sees_no_socket_to_elsewhere",
        "app/test_local_printing.py::test_without_a_word_it_is_the_socket_of_this_computer",
        "app/test_instance.py::test_a_second_start_hands_its_files_over",
    ),
    # ------------------------------------------------------------------------------------------------------ the document
    "every connection has the pragmas, and there is no WAL": (
        "store/test_creating.py::test_every_connection_has_the_pragmas",
    ),
    "a newer major is refused and left alone, a newer minor opens": (
        "store/test_refusals.py::test_headers_that_are_not_ours",
        "store/test_refusals.py::test_a_newer_minor_version_opens_and_keeps_what_it_brought",
        "torture/test_hostile.py::test_a_document_made_to_do_harm",
    ),
    "one door: rows and inverse in one transaction, views told after the commit": (
        "document/test_document.py::test_listeners_are_told_after_the_commit",
        "document/test_document_steps.py::test_what_an_edit_does_not_touch_stays_the_same_object",
    ),
    "an error leaves rows and history as they were": (
        "document/test_document.py::test_an_error_in_an_edit_changes_nothing",
        "document/test_document.py::test_a_damaged_step_is_refused_and_the_document_stays",
        "document/test_document.py::test_a_step_beyond_what_a_file_may_hold_is_refused",
    ),
    "one gesture is one undo step, and history says who and when": (
        "document/test_document.py::test_history_says_who_and_when",
        "document/test_going_on.py::test_commits_that_go_on_are_one_step",
    ),
    "backups before a migration, an import over a document, at closing after changes, every half hour; pruned by age": (
        "store/test_migrations.py::test_a_document_backs_itself_up_before_a_migration",
        "store/test_migrations.py::test_without_its_backup_nothing_is_migrated",
        "cli/test_commands.py::test_what_an_import_replaces_is_backed_up",
        "document/test_document.py::test_a_document_that_is_replaced_is_backed_up_first",
        "ui/shell/test_window.py::test_closing_makes_a_backup_of_what_changed",
        "ui/shell/test_files.py::test_a_backup_comes_by_itself",
        "document/test_document.py::test_backups_are_due_after_half_an_hour_of_work",
        "store/test_backup.py::test_old_backups_go_and_the_last_ones_stay",
    ),
    "a failed backup is said, and the window stays open": (
        "ui/shell/test_window.py::test_a_failed_backup_keeps_the_window",
        "document/test_document.py::test_a_failed_backup_is_said_and_work_goes_on",
    ),
    "backups are listed, looked into and restored in the window": (
        "ui/shell/test_files.py::test_a_backup_is_made_and_restored_as_a_new_file",
        "ui/shell/test_files.py::test_a_damaged_backup_is_said_and_not_restored",
        "ui/shell/test_files.py::test_backups_of_other_files_are_listed_too",
    ),
    "a fixture of every released schema opens for ever; a failed migration changes nothing": (
        "store/test_migrations.py::test_the_file_of_schema_1_opens_with_all_it_holds",
        "store/test_migrations.py::test_a_migration_that_fails_leaves_the_file_as_it_was",
        "store/test_migrations.py::test_a_crash_in_the_middle_of_a_migration",
    ),
    "moved, deleted, replaced, read-only, the disk full, the stick pulled: noticed, said, nothing lost, 另存为 works": (
        "stories/test_stick.py::test_the_file_comes_back_and_all_of_it_is_saved",
        "stories/test_stick.py::test_saved_elsewhere_it_is_all_there",
        "stories/test_stick.py::test_closing_asks_before_anything_is_given_up",
        "document/test_adversity.py::test_a_full_disk",
        "document/test_adversity.py::test_a_disk_that_lies_about_a_commit",
        "torture/test_torture.py::test_calls_that_fail",
        "document/test_adversity.py::test_a_disk_that_becomes_read_only",
        "document/test_adversity.py::test_a_folder_that_becomes_read_only",
        "document/test_adversity.py::test_a_file_made_read_only_and_writable_again",
        "document/test_adversity.py::test_a_stick_is_pulled",
        "document/test_adversity.py::test_a_stick_is_pulled_and_put_back",
        "document/test_adversity.py::test_a_disk_that_fails_under_the_open_file",
        "document/test_adversity.py::test_a_disk_that_fails_for_good",
        "document/test_adversity.py::test_other_content_in_its_place_is_left_alone",
        "document/test_adversity.py::test_the_same_content_put_back_in_its_place_is_taken_up",
        "document/test_document.py::test_a_document_moved_away_while_open",
        "document/test_document.py::test_a_full_disk_refuses_a_step_and_leaves_the_rest",
        "document/test_document.py::test_a_document_changed_by_another_program",
    ),
    "opened twice: told who and since when, read-only offered; a lock left by a crash never blocks": (
        "store/test_locking.py::test_the_second_window_is_told_and_may_look",
        "store/test_locking.py::test_a_window_that_was_killed_blocks_nobody",
        "stories/test_files.py::test_two_windows_on_one_file",
    ),
    "a clock that goes backwards, and a path of 200 characters, cost nothing": (
        "document/test_adversity.py::test_a_clock_that_goes_backwards",
        "store/test_backup.py::test_a_clock_that_was_put_back_costs_no_backup",
        "store/test_backup.py::test_a_clock_that_ran_ahead_takes_no_more_than_two",
        "document/test_adversity.py::test_a_path_of_two_hundred_characters",
        "document/test_adversity.py::test_a_path_deeper_than_the_database_can_name",
        "document/test_adversity.py::test_a_name_no_disk_takes",
    ),
    # ---------------------------------------------------------------------------------------------- classified projects
    "a classified project holds its neutral name and its place, and the tables let nothing else in": (
        "store/test_rows_roundtrip.py::test_the_tables_let_no_content_into_a_classified_project",
        "exchange/test_importing.py::test_content_under_a_classified_title_never_comes_in",
    ),
    "marking asks first and removes for good: file, backups, exports, clipboard, log, search, suggestions": (
        "stories/test_classified.py::test_the_test_finds_the_word_where_it_is",
        "stories/test_classified.py::test_the_word_is_nowhere",
        "stories/test_classified.py::test_what_other_volumes_suggest_forgets_it",
        "stories/test_classified.py::test_what_still_tells_of_it_elsewhere_is_counted",
        "stories/test_files.py::test_a_secret_is_gone_from_every_byte",
        "document/test_document.py::test_a_secret_is_in_no_byte_once_its_project_is_classified",
        "document/test_document.py::test_a_version_whose_name_tells_of_the_secret_loses_its_name",
        "document/test_document.py::test_traces_left_by_a_crash_are_cleared_at_the_next_opening",
        "store/test_backup.py::test_which_backups_hold_a_project",
        "ui/shell/test_window.py::test_classifying_asks_and_takes_the_backups_too",
    ),
    # --------------------------------------------------------------------------------------------- a stranger's document
    "header first: magic, application id, pages against size, a size limit": (
        "store/test_refusals.py::test_other_files",
        "store/test_refusals.py::test_headers_that_are_not_ours",
        "store/test_refusals.py::test_a_truncated_file",
        "store/test_refusals.py::test_a_file_beyond_the_size_limit",
    ),
    "a time limit, the known schema only, quick_check, bounds; only then write access": (
        "store/test_refusals.py::test_checks_end_when_their_time_is_over",
        "store/test_refusals.py::test_a_schema_that_is_not_ours",
        "store/test_refusals.py::test_rows_no_volume_is_made_of",
        "store/test_refusals.py::test_more_than_a_document_holds",
        "store/test_refusals.py::test_a_good_file_opens_and_is_not_written_by_it",
        "torture/test_hostile.py::test_nothing_is_left_in_the_folder_of_temporary_files",
        "torture/test_hostile.py::test_a_document_that_is_a_pipe_or_a_loop",
    ),
    # ------------------------------------------------------------------------------------------------------------ import
    "one gate for every zip: members, sizes, ratio, names, passwords, declarations": (
        "exchange/readers/test_package.py::test_too_many_members",
        "exchange/readers/test_package.py::test_a_member_too_large",
        "exchange/readers/test_package.py::test_too_much_in_all",
        "exchange/readers/test_package.py::test_a_ratio_no_text_has",
        "exchange/readers/test_package.py::test_a_header_that_lies_about_the_size",
        "exchange/readers/test_package.py::test_names_that_lead_elsewhere",
        "exchange/readers/test_package.py::test_a_member_with_a_password",
        "exchange/readers/test_package.py::test_entity_bombs",
        "torture/test_hostile.py::test_a_source_made_to_do_harm",
    ),
    "readers run in a worker with time and memory limits; plain data comes back; cancel works; a crash stays there": (
        "exchange/readers/test_worker.py::test_a_worker_that_hangs_is_killed",
        "exchange/readers/test_worker.py::test_an_answer_that_is_begun_and_never_ends_is_cut_off",
        "exchange/readers/test_worker.py::test_a_worker_that_dies",
        "exchange/readers/test_worker.py::test_what_reads_files_of_strangers_is_loaded_in_the_worker_only",
        "exchange/readers/test_worker.py::test_what_a_reader_gives_is_checked_at_the_border",
        "exchange/readers/test_worker.py::test_reading_can_be_called_off",
        "ui/shell/test_files.py::test_an_import_is_cancelled",
    ),
    "old formats and passwords get a clear sentence": (
        "exchange/readers/test_gate.py::test_old_office_and_passwords",
        "exchange/readers/test_gate.py::test_everything_else_is_refused_by_name",
        "torture/test_hostile.py::test_the_program_itself_ends_with_three_and_no_traceback",
    ),
    "nothing of a source is dropped silently": (
        "exchange/test_importing.py::test_the_report_in_words_and_as_json",
        "exchange/readers/test_docx.py::test_pictures_and_embedded_things_are_remarked",
    ),
    # ------------------------------------------------------------------------------------------------------------ export
    "a temporary file, synced, put in place; a direct write only after asking": (
        "exchange/test_saving.py::test_a_new_file_and_one_that_was_there",
        "exchange/test_saving.py::test_a_folder_that_takes_no_new_file_is_asked_about",
        "ui/exporting/test_dialogs.py::test_where_no_new_file_can_be_made_the_clerk_is_asked",
        "store/test_backup.py::test_what_a_crash_left_half_made_goes",
    ),
    "a string that begins with = stays a string; control characters go and are said": (
        "torture/test_hostile.py::test_a_formula_stays_text_in_excel",
        "torture/test_hostile.py::test_a_formula_stays_text_on_the_clipboard",
        "torture/test_hostile.py::test_a_formula_is_no_field_in_word",
        "exchange/writers/test_xlsx.py::test_every_text_stays_a_text",
        "exchange/writers/test_xlsx.py::test_control_characters_go_and_are_said",
    ),
    "file names made from project names are names everywhere": (
        "exchange/test_saving.py::test_names_of_files",
        "exchange/test_saving.py::test_any_text_makes_a_name",
    ),
    "fonts in subsets, language and outline set, the same bytes for the same input": (
        "paint/test_pdf.py::test_every_font_is_embedded_in_part",
        "paint/test_pdf.py::test_title_language_and_labels",
        "paint/test_pdf.py::test_outline_and_links_lead_to_the_right_pages",
        "paint/test_pdf.py::test_equal_pages_give_equal_bytes",
        "exchange/writers/test_same_bytes.py::test_another_process_writes_the_same_bytes",
    ),
    # ------------------------------------------------------------------------------------------- faults of the program
    "a fault goes into a local log without a word of a document, with a polite sentence and a log to show": (
        "app/test_faults.py::test_no_word_of_a_document_gets_into_the_log",
        "app/test_faults.py::test_an_apology_is_not_made_twice_at_once",
        "app/test_faults.py::test_a_crash_of_a_library_leaves_word_for_the_next_start",
        "app/test_log.py::test_the_command_stands_in_the_help_menu",
        "app/test_log.py::test_printed",
        "app/test_log.py::test_copied",
    ),
}


def names_in(name: str) -> Iterator[str]:
    tree = ast.parse((TESTS / name).read_text("utf-8"))
    yield from (node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


@pytest.mark.parametrize("promise", PROMISES)
def test_what_tries_to_break_it_is_there(promise: str) -> None:
    assert PROMISES[promise]
    for place in PROMISES[promise]:
        name, test = place.split("::")
        assert test in set(names_in(name)), place


def test_what_is_said_in_the_help_is_what_is_proven() -> None:
    """The help promises six things; the first lines of the table are these."""
    text = (TESTS.parent / "resources" / "help" / "files.md").read_text("utf-8")
    promised = [
        line for line in text.split("## 程序保证的六件事")[1].split("##")[0].splitlines() if line[:2] in "1.2.3.4.5.6."
    ]
    assert len([line for line in promised if line.strip()]) == 6

"""导入科目表: asks which list and which file, and takes its subjects in."""

from pathlib import Path

from editor.bridge.session import Session
from editor.bridge.subjects import differing, subjects_of_file, taking
from editor.errors import UserError
from editor.ui.messenger import Messenger

_ASK = "导入科目表"
_KINDS = "Excel 文件 (*.xlsx)"


def import_subjects(session: Session, messenger: Messenger, lists: tuple[str, ...]) -> str:
    """Takes a file into one of these lists; gives a sentence about what was done, "" where the clerk gave up."""
    budget = session.form.budget
    assert budget is not None
    chosen = lists[0]
    if len(lists) > 1:
        titles = [budget.subjects[key].title for key in lists]
        answer = messenger.ask(_ASK, "文件里是哪一套科目？", ["取消", *titles])
        if answer < 1:
            return ""
        chosen = lists[answer - 1]
    files = messenger.open_files(f"{_ASK}：{budget.subjects[chosen].title}", _KINDS, Path.home())
    if not files:
        return ""
    return take_file(session, chosen, files[0])


def take_file(session: Session, subjects: str, path: Path) -> str:
    """Takes the subjects of a file; gives a sentence about what was done or why it was not."""
    budget = session.form.budget
    assert budget is not None
    try:
        found = subjects_of_file(path)
    except UserError as error:
        return str(error)
    new = differing(session.books.names(session.volume, subjects), found)
    if not new:
        return f"文件里的 {len(found)} 个科目都已经有了，没有改动。"
    if session.apply(_ASK, taking(budget, subjects, found)) is None:
        return ""
    same = f"，另外 {len(found) - new} 个原来就有" if len(found) > new else ""
    return f"已导入 {new} 个科目{same}。可以在“{budget.ledgers[budget.own_subjects].title}”里查看。"

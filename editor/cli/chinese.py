"""Click in Chinese: its headings, its help option and its complaints."""

import click

_PIECES = (("[OPTIONS]", "[选项]"), ("COMMAND [ARGS]...", "命令 [参数]..."))


class ChineseCommand(click.Command):
    """A command whose help page is Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        for english, chinese in _PIECES:
            pieces = pieces.replace(english, chinese)
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("选项"):
                formatter.write_dl([(name, text.replace("[required]", "（必填）")) for name, text in records])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这一页说明。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group of such commands."""

    command_class = ChineseCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        commands = [(name, command) for name, command in self.commands.items() if not command.hidden]
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(60)) for name, command in commands])


class Year(click.ParamType[int]):
    """A budget year."""

    name = "year"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not (text.isascii() and text.isdigit() and len(text) == 4):
            self.fail(f"“{text}”不是年份，请写成四位数字", param, ctx)
        return int(text)


def complaint(error: click.ClickException) -> str:
    """What is wrong with the words of the command line, in one Chinese sentence."""
    hint = ""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        hint = f"请用“{error.ctx.command_path} --help”查看用法。"
    return f"{_problem(error)}{hint}"


def _problem(error: click.ClickException) -> str:
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        if isinstance(error.param, click.Option):
            name = "/".join(error.param.opts)
        return f"缺少 {name}。"
    if isinstance(error, click.NoSuchOption):
        return f"没有“{error.option_name}”这个选项。"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面要跟一个值。"
    if isinstance(error, click.BadParameter):
        name = (
            error.param_hint if isinstance(error.param_hint, str) else "/".join(error.param.opts if error.param else ())
        )
        return f"{name} 的值不对：{error.message}。".replace("。。", "。")
    if isinstance(error, click.NoSuchCommand):
        return f"没有“{error.command_name}”这个命令。"
    if isinstance(error, click.UsageError) and "unexpected extra argument" in error.message:
        return "多写了参数。"
    return f"{error.message}。".replace("。。", "。")

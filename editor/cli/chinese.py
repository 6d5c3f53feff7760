"""Click in Chinese: its headings, its help option and its complaints."""

import click


class ChineseCommand(click.Command):
    """A command whose help page is Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for p in self.get_params(ctx) if (record := p.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这一页说明。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group whose help page is Chinese; its first word may also be a file, which goes to the command `open`."""

    command_class = ChineseCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        commands = [(name, command) for name, command in self.commands.items() if not command.hidden]
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(60)) for name, command in commands])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            return super().resolve_command(ctx, ["open", *args])
        return super().resolve_command(ctx, args)


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
        name = "/".join(error.param.opts) if error.param else ""
        return f"{name} 的值不对：{error.message}。".replace("。。", "。")
    if isinstance(error, click.UsageError) and "unexpected extra argument" in error.message:
        return "多写了参数。"
    return f"{error.message}。".replace("。。", "。")

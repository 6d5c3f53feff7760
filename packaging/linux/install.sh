#!/bin/sh
# 为当前用户安装：程序放进 ~/.local/opt/jixiao，菜单、图标和 .jixiao 文件的关联放进 ~/.local/share。不要管理员，不动系统。
#   sh install.sh           安装；已经装过就换成这一份
#   sh install.sh --here    程序留在原处，只登记菜单、图标和关联
set -eu

stop() {
    echo "没有安装：$1" >&2
    exit 1
}

source=$(cd "$(dirname "$0")" && pwd)
data="${XDG_DATA_HOME:-$HOME/.local/share}"
target="${JIXIAO_PREFIX:-$HOME/.local/opt}/jixiao"
id=@ID@

[ -x "$source/jixiao" ] || stop "这个文件夹里没有程序 jixiao，请把压缩包完整解开以后再运行。"
case "${1:-}" in
    "") ;;
    --here) target=$source ;;
    *) stop "不认识 $1。只有 --here 一个选项。" ;;
esac
case "$target" in
    *[\"\`\$\\\|\&]*) stop "路径 $target 里有菜单不能用的符号。" ;;
esac

if [ "$target" != "$source" ]; then
    mkdir -p "$(dirname "$target")" || stop "文件夹 $(dirname "$target") 不能写入。"
    rm -rf "$target.new" "$target.old"
    cp -R "$source" "$target.new" || { rm -rf "$target.new"; stop "磁盘已满，或文件夹不能写入。"; }
    if [ -d "$target/jixiao-data" ]; then  # 便携方式的设置和备份留着
        rm -rf "$target.new/jixiao-data"
        cp -R "$target/jixiao-data" "$target.new/jixiao-data"
    fi
    [ ! -e "$target" ] || mv "$target" "$target.old"
    mv "$target.new" "$target"
    rm -rf "$target.old"
fi

put() { # 哪个文件 放到哪里
    mkdir -p "$(dirname "$data/$2")"
    cp "$1" "$data/$2"
}
put "$target/share/$id.xml" "mime/packages/$id.xml"
put "$target/icons/jixiao.svg" "icons/hicolor/scalable/apps/$id.svg"
put "$target/icons/jixiao-document.svg" "icons/hicolor/scalable/mimetypes/application-x-jixiao.svg"
mkdir -p "$data/applications"
sed "s|@PROGRAM@|$target/jixiao|" "$target/share/$id.desktop" > "$data/applications/$id.desktop"

refresh() { # 有这个工具才用，没有也不要紧：重新登录以后系统自己会认
    command -v "$1" > /dev/null 2>&1 && "$@" > /dev/null 2>&1 || true
}
refresh update-mime-database "$data/mime"
refresh update-desktop-database "$data/applications"
refresh gtk-update-icon-cache -q -t -f "$data/icons/hicolor"
refresh xdg-mime default "$id.desktop" application/x-jixiao

echo "已安装到 $target。在菜单的“办公”里找“@NAME@”，或双击 .jixiao 文件。"
echo "卸载：sh $target/uninstall.sh（文档、设置和备份都会留着）"

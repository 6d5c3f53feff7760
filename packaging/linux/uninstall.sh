#!/bin/sh
# 卸载为当前用户安装的程序。文档不动；设置和备份留在 ~/.local/share/jixiao，不要了可以自己删。
set -eu

source=$(cd "$(dirname "$0")" && pwd)
data="${XDG_DATA_HOME:-$HOME/.local/share}"
target="${JIXIAO_PREFIX:-$HOME/.local/opt}/jixiao"
id=@ID@

rm -f "$data/applications/$id.desktop" "$data/mime/packages/$id.xml" \
    "$data/icons/hicolor/scalable/apps/$id.svg" "$data/icons/hicolor/scalable/mimetypes/application-x-jixiao.svg"
refresh() {
    command -v "$1" > /dev/null 2>&1 && "$@" > /dev/null 2>&1 || true
}
refresh update-mime-database "$data/mime"
refresh update-desktop-database "$data/applications"

if [ "$source" = "$target" ]; then
    if [ -d "$target/jixiao-data" ]; then
        find "$target" -mindepth 1 -maxdepth 1 ! -name jixiao-data -exec rm -rf {} +
        echo "程序已卸载。便携方式的设置和备份留在 $target/jixiao-data。"
    else
        rm -rf "$target"
        echo "程序已卸载。文档没有动，设置和备份留在 $data/jixiao。"
    fi
else
    echo "菜单、图标和关联已去掉，程序还在 $source。"
fi

"""The rules the checks of indicators come from, by number and title."""

GUIDE = "财预〔2021〕101号《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》"
GOALS = "财预〔2015〕88号《中央部门预算绩效目标管理办法》"
SCORES = "财预〔2020〕10号《项目支出绩效评价管理办法》"
ENTRY = "部门预算绩效文本填报要求"

"""绩效文本编辑器: from last year's Word file to this year's printed volume."""

__version__ = "0.1.0"

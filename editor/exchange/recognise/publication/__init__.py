"""Takes raw documents of a publication with budget tables (单位预算公开) and gives the Volume they hold and the report."""

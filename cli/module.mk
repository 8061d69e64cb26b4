cli_sources += $(wildcard cli/*.c cli/commands/*.c cli/ui/*.c)

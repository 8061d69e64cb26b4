cli_sources += $(wildcard cli/*.c cli/base/*.c cli/batch/*.c cli/commands/*.c cli/report/*.c cli/ui/*.c)

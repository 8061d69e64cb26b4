cli_sources += $(wildcard cli/*.c cli/base/*.c cli/batch/*.c cli/commands/*.c cli/config/*.c cli/exchange/*.c cli/journal/*.c cli/report/*.c cli/ui/*.c)
cli_sources += $(wildcard cli/cloud/*.c cli/recorder/*.c cli/server/*.c)
cli_sources += $(wildcard cli/sync/*.c)
cli_sources += $(wildcard cli/worker/*.c)
include cli/stats/module.mk

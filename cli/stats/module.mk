# SPDX-License-Identifier: GPL-3.0-or-later
cli_sources += $(wildcard cli/stats/*.c)

$(BUILD)/cli/stats/achievements_data.h: cli/stats/achievements.tsv cli/stats/embed-rules
	@mkdir -p $(@D)
	@cli/stats/embed-rules $< >$@.part && mv $@.part $@

$(BUILD)/cli/stats/achievement.o: $(BUILD)/cli/stats/achievements_data.h
$(BUILD)/cli/stats/achievement.o: CPPFLAGS += -I$(BUILD)/cli/stats

# The same rules for the studio, as a function of its database.
generated_sql_server := $(BUILD)/cli/server/sql/functions/auth/achievement_rules.sql
$(generated_sql_server): cli/stats/achievements.tsv cli/stats/embed-rules
	@mkdir -p $(@D)
	@cli/stats/embed-rules as=sql $< >$@.part && mv $@.part $@

# SPDX-License-Identifier: GPL-3.0-or-later
check_programs += $(BUILD)/tests/base/probe $(BUILD)/tests/base/calendar
check_programs += $(BUILD)/tests/base/when_probe

# SPDX-License-Identifier: GPL-3.0-or-later
check_programs += $(BUILD)/tests/sync/devices

$(BUILD)/tests/sync/devices: $(BUILD)/tests/sync/devices.o $(BUILD)/tests/sync/model.o $(BUILD)/libcli.a \
		$(BUILD)/libpractice.a
	$(link) -o $@ $^ $(engine_libs) $(cli_libs)

sync-suite: all $(BUILD)/tests/sync/devices $(BUILD)/tests/server/prepare ## 1,000 seeds of the sync suite
	@BUILD='$(abspath $(BUILD))' SYNC_SEEDS=1000 bats tests/sync/devices.bats

.PHONY: sync-suite

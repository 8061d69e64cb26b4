# SPDX-License-Identifier: GPL-3.0-or-later
# The program itself with trap doors at everything that reaches outside (crash.c), and in haste
# (hurry.c).
check_programs += $(BUILD)/tests/worker/crash

comma := ,
$(BUILD)/tests/worker/crash: $(addprefix $(BUILD)/,tests/worker/crash.o tests/worker/hurry.o cli/main.o \
		libcli.a libpractice.a)
	$(link) -pie $(addprefix -Wl$(comma)--wrap=,open pwrite ftruncate close fork waitpid \
		server_open server_call server_run http_exchange http_open clock_jitter) -o $@ $^ $(engine_libs) $(cli_libs)

kill-suite: all $(check_programs) ## every crash point of a job's road, both ways, 1,000 jobs, 10,000 bad ones, 2 GiB
	@BUILD='$(abspath $(BUILD))' KILL_SUITE=long bats tests/worker/kill.bats tests/worker/giant.bats

.PHONY: kill-suite

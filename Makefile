.PHONY: help run test check fix admin trust bench budgets lock backup

help: ## show what each command does
	@sed -n 's/^\([a-z]*\): ## /  make \1	/p' Makefile | expand -t 17

run: ## install, prepare and serve the site on http://127.0.0.1:8000/ (PORT= changes it)
	@bin/run

test: ## everything that can be tested here: check, both databases, a browser
	@bin/test

check: ## the fast part: format, lint, imports, types, fast tests
	@bin/check

fix: ## put the code in order: format, and mend what can be mended alone
	@bin/fix

backup: ## write everything the site keeps into one file (FILE= says where)
	@bin/backup

admin: ## create a curator account (asks, or takes ADMIN_NAME and ADMIN_PASSWORD)
	@bin/admin

trust: ## what is promised of safety, measured in full, in one table (takes long)
	@bin/trust

bench: ## measure speed
	@bin/bench

budgets: ## print where the project stands: file and function sizes, page weight
	@bin/budgets

lock: ## pin what requirements.in and requirements-dev.in ask for, with hashes
	@bin/lock

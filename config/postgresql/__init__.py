"""PostgreSQL as Django has it, for requests that do not wait for ever."""

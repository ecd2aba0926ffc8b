ALTER TABLE "audit" ADD COLUMN "scope" text DEFAULT '/' NOT NULL;--> statement-breakpoint
CREATE FUNCTION "next_code"(of_table text, letter text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
-- Codes are one sequence for the whole county: within a scope the highest that is seen may be lower than one that is taken.
-- Tells that number and nothing else; two who ask at once wait for each other until the first has stored its row.
DECLARE
  scope text := coalesce(current_setting('kakou.scope', true), '');
  highest int;
BEGIN
  IF of_table NOT IN ('checkpoints', 'closures') OR letter !~ '^[A-Z]$' THEN
    RAISE EXCEPTION 'next_code counts checkpoints and closures';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('kakou code of ' || of_table));
  PERFORM set_config('kakou.scope', '', true);
  EXECUTE format('select max(substring(code from 2)::int) from %I where code ~ $1', of_table)
    INTO highest USING '^' || letter || '[0-9]{1,6}$';
  PERFORM set_config('kakou.scope', scope, true);
  RETURN letter || lpad((coalesce(highest, 0) + 1)::text, greatest(2, length((coalesce(highest, 0) + 1)::text)), '0');
END $$;

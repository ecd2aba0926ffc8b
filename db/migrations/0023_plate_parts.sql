-- Plates by any three characters of theirs. The extension comes with Postgres and a database's owner may add it; where one
-- may not, or a packager left it out, the same plates are found by going through all of them.
DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX plates_parts ON plates USING gin (plate gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
  RAISE NOTICE 'plates have no index of their parts: %', SQLERRM;
END $$;

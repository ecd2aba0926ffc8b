CREATE TABLE "audit_links" (
	"number" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"lines" uuid[] NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_pending" (
	"audit_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "sealed" "bytea";--> statement-breakpoint
CREATE INDEX "audit_links_at" ON "audit_links" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_links_lines" ON "audit_links" USING gin ("lines");--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
-- Rights alone do not hold a superuser; this does, until he takes it away, which leaves the chain broken.
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "audit_links_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_links" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- Lines of releases that knew no chain are its first ones.
INSERT INTO "audit_pending" ("audit_id") SELECT "id" FROM "audit";

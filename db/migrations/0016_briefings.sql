CREATE TABLE "briefing_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"briefing_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"step" text NOT NULL,
	"actor" text NOT NULL,
	"name" text NOT NULL,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "briefings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"jurisdiction_id" integer NOT NULL,
	"template" text NOT NULL,
	"from_date" text NOT NULL,
	"date" text NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"facts" jsonb NOT NULL,
	"year" integer,
	"number" integer,
	"total_number" integer,
	"reissue" integer NOT NULL,
	"replaces" uuid,
	"reason" text,
	"digest" text,
	"issued_at" timestamp (3) with time zone,
	"destination" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "briefings_state" CHECK ("briefings"."state" in ('draft', 'submitted', 'reviewed', 'issued', 'sent', 'received'))
);
--> statement-breakpoint
CREATE TABLE "indicator_values" (
	"indicator_id" uuid NOT NULL,
	"jurisdiction_id" integer NOT NULL,
	"date" text NOT NULL,
	"today" numeric(14, 2) NOT NULL,
	"total" numeric(14, 2) NOT NULL,
	"note" text NOT NULL,
	"entered_by" text NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "indicator_values_pk" PRIMARY KEY("jurisdiction_id","date","indicator_id")
);
--> statement-breakpoint
CREATE TABLE "indicators" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	"part_of" uuid,
	"position" integer NOT NULL,
	"withdrawn_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "report_layouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"jurisdiction_id" integer NOT NULL,
	"name" text NOT NULL,
	"rows" text NOT NULL,
	"columns" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "briefing_steps" ADD CONSTRAINT "briefing_steps_briefing_id_briefings_id_fk" FOREIGN KEY ("briefing_id") REFERENCES "public"."briefings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefings" ADD CONSTRAINT "briefings_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefings" ADD CONSTRAINT "briefings_replaces_briefings_id_fk" FOREIGN KEY ("replaces") REFERENCES "public"."briefings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_indicator_id_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."indicators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_part_of_indicators_id_fk" FOREIGN KEY ("part_of") REFERENCES "public"."indicators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_layouts" ADD CONSTRAINT "report_layouts_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "briefing_steps_briefing" ON "briefing_steps" USING btree ("briefing_id","version");--> statement-breakpoint
CREATE INDEX "briefings_jurisdiction" ON "briefings" USING btree ("jurisdiction_id","date");--> statement-breakpoint
CREATE UNIQUE INDEX "briefings_number" ON "briefings" USING btree ("jurisdiction_id","template","year","number","reissue") WHERE number is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "briefings_replaces" ON "briefings" USING btree ("replaces") WHERE replaces is not null;--> statement-breakpoint
CREATE INDEX "report_layouts_jurisdiction" ON "report_layouts" USING btree ("jurisdiction_id");
--> statement-breakpoint
-- What was issued stays as it was issued, whoever asks: only where it stands on its way may change.
CREATE FUNCTION "keep_issued_briefing"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.issued_at IS NOT NULL AND (new.content, new.facts, new.template, new.date, new.from_date, new.year, new.number,
    new.total_number, new.reissue, new.replaces, new.reason, new.digest, new.issued_at)
    IS DISTINCT FROM (old.content, old.facts, old.template, old.date, old.from_date, old.year, old.number,
    old.total_number, old.reissue, old.replaces, old.reason, old.digest, old.issued_at) THEN
    RAISE EXCEPTION 'an issued briefing is frozen: issue a correction' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "briefings_frozen" BEFORE UPDATE ON "briefings" FOR EACH ROW EXECUTE FUNCTION "keep_issued_briefing"();
--> statement-breakpoint
CREATE TRIGGER "briefing_steps_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "briefing_steps" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

CREATE TABLE "watch_list" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"salt" "bytea" NOT NULL,
	"memory_kib" integer NOT NULL,
	"iterations" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "watch_list_one" CHECK ("watch_list"."one")
);
--> statement-breakpoint
CREATE TABLE "watch_subjects" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "watch_subjects_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"label" text NOT NULL,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"order_text" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"since" integer NOT NULL,
	"until" integer,
	"added_by" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"ended_by" text,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	CONSTRAINT "watch_subjects_kind" CHECK ("watch_subjects"."kind" in ('plate', 'person'))
);
--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "note" text;--> statement-breakpoint
CREATE UNIQUE INDEX "watch_subjects_standing" ON "watch_subjects" USING btree ("kind","digest") WHERE until is null;--> statement-breakpoint
CREATE INDEX "watch_subjects_since" ON "watch_subjects" USING btree ("since");
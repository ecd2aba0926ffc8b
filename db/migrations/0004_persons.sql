CREATE TABLE "entry_marks" (
	"mark" "bytea" NOT NULL,
	"bucket" integer NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "entry_marks_pk" PRIMARY KEY("mark","bucket","entry_id")
);
--> statement-breakpoint
CREATE TABLE "secret_keys" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "secret_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"purpose" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"public_key" jsonb,
	"master" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "secret_keys_purpose" CHECK ("secret_keys"."purpose" in ('persons', 'index', 'audit', 'copies'))
);
--> statement-breakpoint
ALTER TABLE "entry_details" ADD COLUMN "sealed" "bytea";--> statement-breakpoint
ALTER TABLE "instance" ADD COLUMN "persons_sealed_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "entry_marks_entry" ON "entry_marks" USING btree ("bucket","entry_id");
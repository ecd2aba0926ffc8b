CREATE TABLE "instruction_reads" (
	"instruction_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"checkpoint_id" integer NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "instruction_reads_pk" PRIMARY KEY("instruction_id","device_id")
);
--> statement-breakpoint
CREATE TABLE "instruction_targets" (
	"instruction_id" uuid NOT NULL,
	"checkpoint_id" integer NOT NULL,
	CONSTRAINT "instruction_targets_pk" PRIMARY KEY("instruction_id","checkpoint_id")
);
--> statement-breakpoint
CREATE TABLE "instructions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"text" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"sent_by" text NOT NULL,
	"sender" text NOT NULL,
	"jurisdiction_id" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"checkpoint_id" integer NOT NULL,
	"source" uuid NOT NULL,
	"pairing_id" uuid,
	"seq" bigint,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"clock_offset_ms" bigint,
	"received_at" timestamp (3) with time zone NOT NULL,
	"counted_at" timestamp (3) with time zone NOT NULL,
	"flags" smallint NOT NULL,
	"begins" boolean NOT NULL,
	"ends" uuid,
	"digest" "bytea" NOT NULL,
	"body" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "instruction_reads" ADD CONSTRAINT "instruction_reads_instruction_id_instructions_id_fk" FOREIGN KEY ("instruction_id") REFERENCES "public"."instructions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instruction_reads" ADD CONSTRAINT "instruction_reads_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instruction_reads" ADD CONSTRAINT "instruction_reads_checkpoint_id_checkpoints_id_fk" FOREIGN KEY ("checkpoint_id") REFERENCES "public"."checkpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instruction_targets" ADD CONSTRAINT "instruction_targets_instruction_id_instructions_id_fk" FOREIGN KEY ("instruction_id") REFERENCES "public"."instructions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instruction_targets" ADD CONSTRAINT "instruction_targets_checkpoint_id_checkpoints_id_fk" FOREIGN KEY ("checkpoint_id") REFERENCES "public"."checkpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instructions" ADD CONSTRAINT "instructions_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_checkpoint_id_checkpoints_id_fk" FOREIGN KEY ("checkpoint_id") REFERENCES "public"."checkpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "instruction_targets_checkpoint" ON "instruction_targets" USING btree ("checkpoint_id");--> statement-breakpoint
CREATE INDEX "instructions_sent" ON "instructions" USING btree ("sent_at");--> statement-breakpoint
CREATE INDEX "items_checkpoint_kind_time" ON "items" USING btree ("checkpoint_id","kind","counted_at");--> statement-breakpoint
CREATE INDEX "items_ends" ON "items" USING btree ("ends") WHERE "items"."ends" is not null;--> statement-breakpoint
CREATE INDEX "items_source_seq" ON "items" USING btree ("source","seq");
CREATE TABLE "alert_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alert_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"act" text NOT NULL,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"state" text NOT NULL,
	"checkpoint_id" integer,
	"entry_id" uuid,
	"fold_key" text NOT NULL,
	"count" integer NOT NULL,
	"level" integer NOT NULL,
	"owner" text,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"acknowledged_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "alerts_state" CHECK ("alerts"."state" in ('open', 'acknowledged', 'resolved'))
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "checkpoints_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"name" text NOT NULL,
	"jurisdiction_id" integer NOT NULL,
	"kind" text NOT NULL,
	"ring" text NOT NULL,
	"set_state" text NOT NULL,
	"unstaffed" boolean DEFAULT false NOT NULL,
	"lng" double precision NOT NULL,
	"lat" double precision NOT NULL,
	"road" text,
	"contact" jsonb,
	"demo" text,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "checkpoints_code_unique" UNIQUE("code"),
	CONSTRAINT "checkpoints_set_state" CHECK ("checkpoints"."set_state" in ('planned', 'open', 'closed')),
	CONSTRAINT "checkpoints_ring" CHECK ("checkpoints"."ring" in ('county', 'town', 'village'))
);
--> statement-breakpoint
CREATE TABLE "lanes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "lanes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"checkpoint_id" integer NOT NULL,
	"name" text NOT NULL,
	"direction" text,
	CONSTRAINT "lanes_name" UNIQUE("checkpoint_id","name")
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"public_key" jsonb,
	"pairing_id" uuid,
	"version" text,
	"battery" integer,
	"pending" integer DEFAULT 0 NOT NULL,
	"last_seen_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"demo" text,
	CONSTRAINT "devices_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "devices_state" CHECK ("devices"."state" in ('active', 'retired', 'lost'))
);
--> statement-breakpoint
CREATE TABLE "pairing_codes" (
	"code_hash" "bytea" PRIMARY KEY NOT NULL,
	"checkpoint_id" integer NOT NULL,
	"lane_id" integer,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"claim" uuid,
	"device_id" uuid,
	"pairing_id" uuid
);
--> statement-breakpoint
CREATE TABLE "pairings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device_id" uuid NOT NULL,
	"checkpoint_id" integer NOT NULL,
	"lane_id" integer,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"checkpoint_id" integer NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"direction" text NOT NULL,
	"vehicles_in" integer NOT NULL,
	"vehicles_out" integer NOT NULL,
	"people" integer NOT NULL,
	"high_readings" integer NOT NULL,
	"fevers" integer NOT NULL,
	"risk_vehicles" integer NOT NULL,
	"risk_people" integer NOT NULL,
	"turned_back_vehicles" integer NOT NULL,
	"turned_back_people" integer NOT NULL,
	"held" integer NOT NULL,
	"home" integer NOT NULL,
	"isolation" integer NOT NULL,
	"hospital" integer NOT NULL,
	CONSTRAINT "counters_pk" PRIMARY KEY("checkpoint_id","hour","direction")
) WITH (fillfactor = 70);
--> statement-breakpoint
CREATE TABLE "entries" (
	"bucket" integer NOT NULL,
	"id" uuid NOT NULL,
	"checkpoint_id" integer NOT NULL,
	"source" uuid NOT NULL,
	"pairing_id" uuid,
	"seq" bigint,
	"direction" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"clock_offset_ms" bigint,
	"received_at" timestamp (3) with time zone NOT NULL,
	"counted_at" timestamp (3) with time zone NOT NULL,
	"vehicle_kind" text,
	"headcount" integer NOT NULL,
	"disposition" text NOT NULL,
	"policy" text,
	"form_ms" integer,
	"flags" smallint NOT NULL,
	"adds" smallint[] NOT NULL,
	"digest" "bytea" NOT NULL,
	"amends" uuid,
	"standing" boolean NOT NULL,
	"standing_id" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	CONSTRAINT "entries_pk" PRIMARY KEY("bucket","id")
) PARTITION BY RANGE ("bucket");--> statement-breakpoint
CREATE TABLE "entries_default" PARTITION OF "entries" DEFAULT;
--> statement-breakpoint
CREATE TABLE "entry_details" (
	"bucket" integer NOT NULL,
	"entry_id" uuid NOT NULL,
	"plate" text,
	"plate_type" text,
	"body" json NOT NULL,
	CONSTRAINT "entry_details_pk" PRIMARY KEY("bucket","entry_id")
) PARTITION BY RANGE ("bucket");--> statement-breakpoint
CREATE TABLE "entry_details_default" PARTITION OF "entry_details" DEFAULT;
--> statement-breakpoint
CREATE TABLE "instance" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"digest_secret" "bytea" NOT NULL,
	"restores" integer DEFAULT 0 NOT NULL,
	"setup_code_hash" "bytea",
	"demo" text NOT NULL,
	"demo_seeded_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "instance_one" CHECK ("instance"."one")
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"version" text PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"document" jsonb NOT NULL,
	"in_force_from" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "boundaries" (
	"jurisdiction_id" integer PRIMARY KEY NOT NULL,
	"geometry" jsonb NOT NULL,
	"source" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jurisdictions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "jurisdictions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"parent_id" integer,
	"path" text NOT NULL,
	"zone" text,
	"demo" text,
	CONSTRAINT "jurisdictions_code_unique" UNIQUE("code"),
	CONSTRAINT "jurisdictions_path_unique" UNIQUE("path"),
	CONSTRAINT "jurisdictions_level" CHECK ("jurisdictions"."level" in ('city', 'county', 'town', 'village', 'group'))
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"role" text NOT NULL,
	"jurisdiction_id" integer NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_key_hash_unique" UNIQUE("key_hash"),
	CONSTRAINT "api_keys_role" CHECK ("api_keys"."role" in ('admin', 'command', 'planner', 'supervisor', 'staff', 'gate'))
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"verb" text NOT NULL,
	"target" text,
	"change" text,
	"reason" text,
	"address" text
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id_hash" "bytea" PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"address" text,
	"agent" text
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"display_name" text NOT NULL,
	"role" text NOT NULL,
	"jurisdiction_id" integer NOT NULL,
	"password_hash" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"demo" text,
	CONSTRAINT "users_name_unique" UNIQUE("name"),
	CONSTRAINT "users_role" CHECK ("users"."role" in ('admin', 'command', 'planner', 'supervisor', 'staff'))
);
--> statement-breakpoint
CREATE TABLE "closures" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"jurisdiction_id" integer NOT NULL,
	"lng" double precision NOT NULL,
	"lat" double precision NOT NULL,
	"authority" text NOT NULL,
	"document" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"responsible" text NOT NULL,
	"emergency" text NOT NULL,
	"lifted_at" timestamp (3) with time zone,
	"demo" text
);
--> statement-breakpoint
CREATE TABLE "networks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"jurisdiction_id" integer NOT NULL,
	"name" text NOT NULL,
	"active" boolean NOT NULL,
	"ways" "bytea" NOT NULL,
	"background" jsonb NOT NULL,
	"report" jsonb NOT NULL,
	"attribution" text NOT NULL,
	"imported_at" timestamp (3) with time zone NOT NULL,
	"demo" text
);
--> statement-breakpoint
CREATE TABLE "places" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "places_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"network_id" uuid NOT NULL,
	"code" text,
	"name" text NOT NULL,
	"place" text,
	"population" integer NOT NULL,
	"lng" double precision NOT NULL,
	"lat" double precision NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alert_events" ADD CONSTRAINT "alert_events_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_checkpoint_id_checkpoints_id_fk" FOREIGN KEY ("checkpoint_id") REFERENCES "public"."checkpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkpoints" ADD CONSTRAINT "checkpoints_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lanes" ADD CONSTRAINT "lanes_checkpoint_id_checkpoints_id_fk" FOREIGN KEY ("checkpoint_id") REFERENCES "public"."checkpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_codes" ADD CONSTRAINT "pairing_codes_checkpoint_id_checkpoints_id_fk" FOREIGN KEY ("checkpoint_id") REFERENCES "public"."checkpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_codes" ADD CONSTRAINT "pairing_codes_lane_id_lanes_id_fk" FOREIGN KEY ("lane_id") REFERENCES "public"."lanes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_codes" ADD CONSTRAINT "pairing_codes_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_codes" ADD CONSTRAINT "pairing_codes_pairing_id_pairings_id_fk" FOREIGN KEY ("pairing_id") REFERENCES "public"."pairings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_checkpoint_id_checkpoints_id_fk" FOREIGN KEY ("checkpoint_id") REFERENCES "public"."checkpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_lane_id_lanes_id_fk" FOREIGN KEY ("lane_id") REFERENCES "public"."lanes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counters" ADD CONSTRAINT "counters_checkpoint_id_checkpoints_id_fk" FOREIGN KEY ("checkpoint_id") REFERENCES "public"."checkpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boundaries" ADD CONSTRAINT "boundaries_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jurisdictions" ADD CONSTRAINT "jurisdictions_parent_id_jurisdictions_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closures" ADD CONSTRAINT "closures_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "networks" ADD CONSTRAINT "networks_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_events_alert" ON "alert_events" USING btree ("alert_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_fold" ON "alerts" USING btree ("fold_key") WHERE state <> 'resolved';--> statement-breakpoint
CREATE INDEX "alerts_open" ON "alerts" USING btree ("due_at") WHERE state <> 'resolved';--> statement-breakpoint
CREATE INDEX "alerts_checkpoint" ON "alerts" USING btree ("checkpoint_id");--> statement-breakpoint
CREATE INDEX "checkpoints_jurisdiction" ON "checkpoints" USING btree ("jurisdiction_id");--> statement-breakpoint
CREATE INDEX "pairings_device" ON "pairings" USING btree ("device_id");--> statement-breakpoint
CREATE INDEX "pairings_checkpoint" ON "pairings" USING btree ("checkpoint_id");--> statement-breakpoint
CREATE INDEX "counters_hour" ON "counters" USING btree ("hour");--> statement-breakpoint
CREATE INDEX "entries_checkpoint_time" ON "entries" USING btree ("checkpoint_id","counted_at");--> statement-breakpoint
CREATE INDEX "entries_source_time" ON "entries" USING btree ("source","counted_at");--> statement-breakpoint
CREATE INDEX "jurisdictions_path" ON "jurisdictions" USING btree ("path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_target" ON "audit" USING btree ("target");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");
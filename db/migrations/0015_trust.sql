ALTER TABLE "api_keys" DROP CONSTRAINT "api_keys_role";--> statement-breakpoint
ALTER TABLE "users" DROP CONSTRAINT "users_role";--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "sealed" "bytea";--> statement-breakpoint
ALTER TABLE "jurisdictions" ADD COLUMN "admin_codes" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "jurisdictions" ADD COLUMN "given_hours" integer;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "given_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_role" CHECK ("api_keys"."role" in ('admin', 'command', 'health', 'planner', 'supervisor', 'reporter', 'staff', 'gate'));--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_role" CHECK ("users"."role" in ('admin', 'command', 'health', 'planner', 'supervisor', 'reporter', 'staff'));
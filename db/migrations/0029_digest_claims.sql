-- The token of a tablet follows from its code, its claim and the instance's secret: the claim is kept by its digest alone,
-- so that nobody makes tokens of what lies in the database (`claimDigest` of pair-device.ts).
UPDATE "pairing_codes" SET "claim" = encode(substr(sha256(convert_to('claim|' || "claim"::text, 'UTF8')), 1, 16), 'hex')::uuid WHERE "claim" IS NOT NULL;

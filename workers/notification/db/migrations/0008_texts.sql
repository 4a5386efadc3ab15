CREATE TABLE "notification"."text_count" (
	"day" date NOT NULL,
	"number_digest" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "text_count_pk" PRIMARY KEY("day","number_digest"),
	CONSTRAINT "text_count_positive" CHECK (count > 0)
);

import { z } from "zod";
import { Refused } from "./answers.ts";
import { HookEvent } from "./hook-event.ts";
import { apiRoutes } from "./routes.ts";

/** As much of JSON Schema as ours have. */
export type JsonSchema = {
	$ref?: string;
	type?: string | string[];
	const?: unknown;
	enum?: unknown[];
	format?: string;
	description?: string;
	properties?: Record<string, JsonSchema>;
	required?: string[];
	items?: JsonSchema;
	anyOf?: JsonSchema[];
	oneOf?: JsonSchema[];
	[keyword: string]: unknown;
};

/** What is sent, as it is sent: before a name is trimmed or an instant put into UTC. */
const sent = named(
	apiRoutes.map(({ body }) => body),
	"input",
);
const answered = named([...apiRoutes.map(({ answer }) => answer), { Refused, HookEvent }], "output");

/** Every body and every answer by its name. */
export const schemas: Record<string, JsonSchema> = { ...sent, ...answered };

/** The fields of a path or a query, and which of them have to be there. */
export function fieldsOf(fields: z.ZodObject): [name: string, schema: JsonSchema, required: boolean][] {
	const { properties = {}, required = [] } = toJson(fields, "input");
	return Object.entries(properties).map(([name, schema]) => [name, schema, required.includes(name)]);
}

function named(all: (Record<string, z.ZodType> | undefined)[], io: "input" | "output") {
	return Object.fromEntries(
		all.flatMap((each) => Object.entries(each ?? {})).map(([name, schema]) => [name, toJson(schema, io)]),
	);
}

function toJson(schema: z.ZodType, io: "input" | "output"): JsonSchema {
	const { $schema, ...json } = z.toJSONSchema(schema, {
		io,
		unrepresentable: "any",
		override({ jsonSchema }) {
			// There may be more in an answer some day.
			if (io === "output") delete jsonSchema.additionalProperties;
		},
	});
	return json as JsonSchema;
}

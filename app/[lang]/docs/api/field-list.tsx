import type { JsonSchema } from "@/lib/api/schemas";
import { limitWords, typeWords } from "./type-words.ts";

export type Field = [name: string, schema: JsonSchema, required: boolean];

type Props = { title: string; fields: Field[] };

/** Fields by name: what kind they are, and what is in them. */
export function FieldList({ title, fields }: Props) {
	if (fields.length === 0) return null;
	return (
		<div>
			<p className="mb-1 text-sm font-medium text-soft">{title}</p>
			<Fields fields={fields} />
		</div>
	);
}

function Fields({ fields }: { fields: Field[] }) {
	return (
		<ul className="divide-y divide-line border-y border-line">
			{fields.map(([name, schema, required]) => (
				<li key={name} className="py-1.5">
					<div className="flex flex-wrap items-baseline gap-x-3">
						<code className="font-medium wrap-anywhere">{name}</code>
						<span className="text-sm text-soft">
							{typeWords(schema)}
							{required ? "" : ", may be left out"}
						</span>
						<span className="text-sm text-soft wrap-anywhere">{limitWords(schema)}</span>
					</div>
					{schema.description && <p className="text-sm">{schema.description}</p>}
					<Within schema={schema} />
				</li>
			))}
		</ul>
	);
}

/** What is in a field that has fields of its own. */
function Within({ schema }: { schema: JsonSchema }) {
	const fields = fieldsIn(itemOf(schema))[0] ?? [];
	if (fields.length === 0) return null;
	return (
		<div className="mt-1.5 ml-2 border-l-2 border-line pl-3">
			<Fields fields={fields} />
		</div>
	);
}

/** The fields of an object, or of each of those that may be meant. */
export function fieldsIn(schema: JsonSchema): Field[][] {
	const kinds = (schema.anyOf ?? schema.oneOf ?? [schema]).filter(({ properties }) => properties);
	return kinds.map(({ properties = {}, required = [] }) =>
		Object.entries(properties).map(([name, field]) => [name, field, required.includes(name)]),
	);
}

/** What a list has, or what may also be null. */
function itemOf(schema: JsonSchema): JsonSchema {
	if (schema.items) return itemOf(schema.items);
	const [only, ...others] = schema.anyOf?.filter(({ type }) => type !== "null") ?? [];
	return only && others.length === 0 ? itemOf(only) : schema;
}

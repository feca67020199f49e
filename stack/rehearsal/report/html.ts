/** Markup that may go into the page as it is: what `html` made, and nothing else. */
export type Html = { readonly markup: string };

type Value = Html | Html[] | string | number | false | undefined;

/** Whatever is put into it is text, unless `html` made it. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
	return { markup: String.raw({ raw: parts }, ...values.map(written)) };
}

/** For what is no markup, such as a style sheet that we wrote ourselves. */
export const asIs = (markup: string): Html => ({ markup });

export const nothing = asIs("");

function written(value: Value): string {
	if (value === false || value === undefined) return "";
	if (Array.isArray(value)) return value.map(({ markup }) => markup).join("");
	if (typeof value === "object") return value.markup;
	return String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

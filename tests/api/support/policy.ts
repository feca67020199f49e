import { createHash } from "node:crypto";
import { parse, type DefaultTreeAdapterTypes as Tree } from "parse5";

/** Of one header all its policies, each by its rules: a browser holds a page to every one of them. */
export function policiesOf(header: string | null): Map<string, string[]>[] {
	return (header ?? "").split(/,\s*/).map((policy) => {
		const rules = policy.split(/;\s*/).map((rule) => rule.trim().split(/\s+/));
		return new Map(rules.map(([name = "", ...sources]) => [name, sources]));
	});
}

/**
 * What a browser would not run or show of a page, by all of its policies; with a page that has no policy of scripts, that. The
 * page's files are taken to be where they say.
 */
export function refusedOf(html: string, header: string | null): string[] {
	const policies = policiesOf(header);
	const rule = (name: string) =>
		policies.flatMap((policy) => {
			const sources = policy.get(name) ?? policy.get("default-src");
			return sources ? [sources] : [];
		});
	const scripts = rule("script-src");
	const styles = rule("style-src");
	const refused: string[] = [];
	for (const [name, all] of Object.entries({ "script-src": scripts, "style-src": styles })) {
		if (all.length === 0) refused.push(`no ${name}`);
		if (all.flat().some((source) => /unsafe-(inline|eval)|^(\*|data:|blob:|https?:)/.test(source)))
			refused.push(`${name} ${all.join(" ")}`);
	}
	for (const element of elementsOf(parse(html))) {
		const given = new Map(element.attrs.map(({ name, value }) => [name, value]));
		const shown = `<${element.tagName} ${[...given].map(([name, value]) => `${name}="${value}"`).join(" ")}>`;
		const text = element.childNodes.map((node) => ("value" in node ? node.value : "")).join("");
		const nonce = `'nonce-${given.get("nonce")}'`;
		const hash = hashOf(text);
		const src = given.get("src");
		if (element.tagName === "script") {
			const ours = src?.startsWith("/") && !src.startsWith("//");
			if (src === undefined ? !lets(scripts, nonce, hash) : !(ours && lets(scripts, "'self'", nonce)))
				refused.push(`${shown}${text.slice(0, 100)}`);
		}
		if (element.tagName === "style" && !lets(styles, nonce, hash))
			refused.push(`${shown}${text.slice(0, 100)}`);
		const style = given.get("style");
		const named = lets(styles, "'unsafe-hashes'") && lets(styles, hashOf(style ?? ""));
		if (style !== undefined && !named) refused.push(shown);
		for (const [name, value] of given)
			if (name.startsWith("on") || /^\s*javascript:/i.test(value)) refused.push(shown);
	}
	return refused;
}

/** Whether each policy has one of them. */
const lets = (policies: string[][], ...any: string[]) =>
	policies.every((sources) => any.some((one) => sources.includes(one)));

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

function elementsOf(node: Tree.Node): Tree.Element[] {
	const own = "tagName" in node ? [node] : [];
	const children = "childNodes" in node ? node.childNodes : [];
	return [...own, ...children.flatMap(elementsOf)];
}

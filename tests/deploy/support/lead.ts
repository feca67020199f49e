import { type Condition, config, type Route, stands } from "./output.ts";

export type Asked = { headers?: Record<string, string>; cookies?: Record<string, string> };
export type Led = { to: string | undefined; status: number; headers: Record<string, string> };

/**
 * Where a request is led by the routes of a build, as the Build Output API says: those before any handle, files, those after
 * files, and what is left. A route that checks is followed by a look at what stands there, itself or by a pattern.
 */
export function lead(path: string, asked: Asked = {}, routes: Route[] = config.routes): Led {
	const phase = phasesOf(routes);
	const led: Led = { to: undefined, status: 200, headers: {} };
	let at = path;

	const follow = (route: Route): boolean => {
		const found = route.src && new RegExp(`^(?:${route.src})$`).exec(at);
		if (!found || !route.has?.every(meets) === Boolean(route.has) || route.missing?.some(meets)) return false;
		if (route.dest) at = filled(route.dest, found).split("?")[0] as string;
		for (const [name, value] of Object.entries(route.headers ?? {}))
			led.headers[name.toLowerCase()] = filled(value, found);
		if (route.status) led.status = route.status;
		return true;
	};
	const meets = ({ type, key, value }: Condition): boolean => {
		const is = type === "cookie" ? asked.cookies?.[key] : asked.headers?.[key];
		return is !== undefined && (value === undefined || new RegExp(`^(?:${value})$`).test(is));
	};
	const isThere = (): boolean => {
		if (stands(at)) return true;
		const before = at;
		for (const route of phase.rewrite) {
			if (follow(route) && stands(at)) return true;
			at = before;
		}
		return false;
	};

	for (const route of phase.first) if (follow(route) && route.status && !route.continue) return led;
	const afterFiles = () => phase.filesystem.some((route) => follow(route) && route.check && isThere());
	if (!stands(at) && !afterFiles() && !isThere())
		for (const route of phase.resource) {
			if (!follow(route)) continue;
			if (route.status && !route.dest) return led;
			if (route.check && isThere()) break;
		}
	return { ...led, to: stands(at) ? at : undefined };
}

function phasesOf(routes: Route[]) {
	const phases: Record<string, Route[]> = { first: [] };
	let current = "first";
	for (const route of routes) {
		if (route.handle) current = route.handle;
		else phases[current] = [...(phases[current] ?? []), route];
	}
	const { first = [], filesystem = [], resource = [], rewrite = [] } = phases;
	return { first, filesystem, resource, rewrite };
}

const filled = (text: string, found: RegExpExecArray) =>
	text
		.replaceAll(/\$(\d+)/g, (_, number) => found[Number(number)] ?? "")
		.replaceAll(/\$([A-Za-z]\w*)/g, (whole, name) =>
			found.groups && name in found.groups ? (found.groups[name] ?? "") : whole,
		);

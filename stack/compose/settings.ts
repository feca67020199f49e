import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { containerPlaces, nginxConf, pgbouncerIni } from "./texts.ts";

/** The settings that compose.yaml mounts, by their names, made for the instances that are in it. */
export function settings(): Record<string, string> {
	const { services, networks } = parse(readFileSync(join(import.meta.dirname, "compose.yaml"), "utf8"), {
		merge: true,
	}) as Compose;
	const at = (name: string, port: number) => `${services[name]?.networks.inside.ipv4_address}:${port}`;
	const apps = Object.keys(services).filter((name) => name.startsWith("app-"));
	const head = "# Written by `npm run settings` from what the rehearsal runs on: change it there.\n";
	const places = containerPlaces(
		apps.map((name) => at(name, 3000)),
		at("auth", 9999),
		networks.inside.ipam.config[0].subnet,
	);
	return {
		"nginx.conf": head + nginxConf(places),
		"pgbouncer.ini": head.replace("#", ";") + pgbouncerIni(),
	};
}

type Compose = {
	services: Record<string, { networks: { inside: { ipv4_address?: string } } }>;
	networks: { inside: { ipam: { config: [{ subnet: string }] } } };
};

const documents: [RegExp, string][] = [
	[/^\/api\/openings\/[^/]+\/status/, "GET status"],
	[/^\/api\/slots\//, "GET slots"],
	[/^\/api\/tickets\//, "GET ticket"],
	[/^\/t\//, "GET teacher"],
	[/^\/opening\//, "GET opening"],
	[/^\/_next\//, "GET files"],
	[/^\/api\/mail-deliveries/, "GET mail-deliveries"],
];

/** What a request in nginx's log is for, in a few words. */
export function routeOf(method: string, path: string): string {
	if (method === "GET") return documents.find(([pattern]) => pattern.test(path))?.[1] ?? "GET other";
	return `${method} ${path.split(/[/?]/)[2] ?? ""}`;
}

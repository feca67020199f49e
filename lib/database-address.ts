/**
 * Where a database is, and whom to believe that it is the one: what `pg` is told of an address and an authority, whose
 * lines may have their ends spelled out.
 */
export function addressOf(url: string, ca: string | undefined) {
	if (!ca) return { connectionString: url };
	// pg lets what an address says of TLS win over `ssl`, and an address has no room for a certificate.
	const address = new URL(url);
	for (const name of [...address.searchParams.keys()])
		if (name.startsWith("ssl")) address.searchParams.delete(name);
	return {
		connectionString: address.href,
		ssl: { ca: ca.replaceAll("\\n", "\n"), rejectUnauthorized: true },
	};
}

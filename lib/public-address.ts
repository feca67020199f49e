import { BlockList, isIPv6 } from "node:net";

// Addresses that lead to nobody on the internet: our own machine, its network, the cloud's own servers, and what is
// kept for examples and experiments.
const kept: [network: string, bits: number][] = [
	...([
		["0.0.0.0", 8],
		["10.0.0.0", 8],
		["100.64.0.0", 10],
		["127.0.0.0", 8],
		["169.254.0.0", 16],
	] as const),
	...([
		["172.16.0.0", 12],
		["192.0.0.0", 24],
		["192.0.2.0", 24],
		["192.88.99.0", 24],
	] as const),
	...([
		["192.168.0.0", 16],
		["198.18.0.0", 15],
		["198.51.100.0", 24],
		["203.0.113.0", 24],
	] as const),
	...([
		["224.0.0.0", 4],
		["240.0.0.0", 4],
	] as const),
	// Within what is public of IPv6: Teredo and its neighbours, examples, and 6to4, which has an address of IPv4 in it.
	...([
		["2001::", 23],
		["2001:db8::", 32],
		["2002::", 16],
		["3fff::", 20],
	] as const),
].map(([network, bits]) => [network, bits]);

const keptV4 = new BlockList();
const keptV6 = new BlockList();
const publicV6 = new BlockList();
publicV6.addSubnet("2000::", 3, "ipv6");
for (const [network, bits] of kept)
	if (isIPv6(network)) keptV6.addSubnet(network, bits, "ipv6");
	else keptV4.addSubnet(network, bits, "ipv4");

/** Whether an address, such as `93.184.216.34` or `2606:2800::1`, is one that anybody may be sent to. */
export function isPublicAddress(address: string): boolean {
	// One of IPv4 that is dressed up as one of IPv6 is not among the public ones of that.
	if (isIPv6(address)) return publicV6.check(address, "ipv6") && !keptV6.check(address, "ipv6");
	return !keptV4.check(address, "ipv4");
}

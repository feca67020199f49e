import { generateKeyPairSync, sign } from "node:crypto";

/**
 * A certificate that signs itself, for `localhost`, good for an hour: what openssl would write, in a test that must
 * not need it. In DER, by hand: each piece is its tag, its length and its bytes.
 */
export function selfSigned(): { cert: string; key: string } {
	const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
	const ecdsaWithSha256 = sequence(objectId(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
	const commonName = sequence(objectId(0x55, 0x04, 0x03), piece(0x0c, Buffer.from("localhost")));
	const name = sequence(piece(0x31, commonName));
	const at = (ms: number) =>
		piece(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]|^20|\.\d+/g, "")}`));
	const subjectAltName = sequence(
		objectId(0x55, 0x1d, 0x11),
		piece(0x04, sequence(piece(0x82, Buffer.from("localhost")))),
	);
	const body = sequence(
		piece(0xa0, piece(0x02, Buffer.from([2]))),
		piece(0x02, Buffer.from([1])),
		ecdsaWithSha256,
		name,
		sequence(at(Date.now() - 3_600_000), at(Date.now() + 3_600_000)),
		name,
		publicKey.export({ type: "spki", format: "der" }),
		piece(0xa3, sequence(subjectAltName)),
	);
	const signature = piece(0x03, Buffer.concat([Buffer.from([0]), sign("sha256", body, privateKey)]));
	const cert = sequence(body, ecdsaWithSha256, signature).toString("base64");
	return {
		cert: `-----BEGIN CERTIFICATE-----\n${cert.replace(/.{1,64}/g, "$&\n")}-----END CERTIFICATE-----\n`,
		key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
	};
}

function piece(tag: number, content: Buffer): Buffer {
	const { length } = content;
	const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]) => piece(0x30, Buffer.concat(parts));
const objectId = (...bytes: number[]) => piece(0x06, Buffer.from(bytes));

import { after } from "next/server";
import { sendCode } from "@/lib/auth";
import { AskCode } from "@/lib/desk/schema";
import { accepted, body, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { proveHuman } from "@/lib/prove-human";
import { rememberCodeAsked } from "@/lib/visitor";

// Answers before it looks, so that neither words nor timing tell who is a teacher.
export const POST = handle(async (request) => {
	const wish = AskCode.parse(await body(request));
	const { email } = wish;
	await limit("signInCodes", request, { address: email });
	await proveHuman(request, wish);
	rememberCodeAsked(email);
	after(() => sendCode(email));
	return accepted();
});

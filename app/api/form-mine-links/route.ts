import { after } from "next/server";
import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { askMine } from "@/lib/mine/ask-mine";
import { AskMine } from "@/lib/mine/schema";
import { proveHuman } from "@/lib/prove-human";
import { Refusal } from "@/lib/refusal";

// Answers before it looks, so that neither words nor timing tell who has booked here.
export const POST = handle(async (request) => {
	const wish = AskMine.safeParse(await form(request));
	try {
		if (!wish.success) throw new Refusal("INVAL");
		const { email } = wish.data;
		await limit("mineLinks", request, { address: email });
		await proveHuman(request, wish.data);
		after(() => askMine(email));
		return seeOther("/mine?said=asked");
	} catch (error) {
		if (error instanceof Refusal) return seeOther(`/mine?no=${error.code}`);
		throw error;
	}
});

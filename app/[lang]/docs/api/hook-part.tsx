import { schemas } from "@/lib/api/schemas";
import { FieldList, fieldsIn } from "./field-list.tsx";
import { Sample } from "./sample.tsx";

const check = `import { Webhook } from "standardwebhooks";

const event = new Webhook("whsec_…").verify(body, headers);`;

/** What programs are told without asking. */
export function HookPart() {
	return (
		<section id="webhooks" aria-labelledby="webhooks-title" className="grid max-w-3xl scroll-mt-6 gap-4">
			<h2 id="webhooks-title" className="text-2xl">
				Webhooks
			</h2>
			<p>
				Give an address at your desk, and we send it a POST when something becomes of a booking with you.
				Answer with any 2xx within ten seconds; what else you say is not read, and nothing sends us on to
				another address.
			</p>
			<p>
				Each message is signed as{" "}
				<a href="https://www.standardwebhooks.com" className="font-medium underline underline-offset-4">
					Standard Webhooks
				</a>{" "}
				says: <code>webhook-signature</code> is <code>v1,</code> and the HMAC-SHA256 of id, timestamp and body
				with dots between. Check it before you believe it.
			</p>
			<Sample label="Checking a message" text={check} />
			<FieldList title="The body" fields={fieldsIn(schemas.HookEvent ?? {})[0] ?? []} />
			<p>
				A message may come twice, and then has the same <code>webhook-id</code>. What is not taken comes again
				after 10 seconds, then ever later for about a day; after two failures in a row you hear nothing for a
				while, of five minutes at most. You hear of one booking in the order in which it happened, and of one
				thing at a time. After fifty failures in a row over three days we switch it off.
			</p>
		</section>
	);
}

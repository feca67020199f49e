import Link from "next/link";
import type { ComponentProps } from "react";

/**
 * To a page with a question in its address, which may be the one that one is on. It is asked for when it is pressed and not before: behind the
 * rewrite to a language, an answer to a prefetch says that it was for no question at all (Next 16.4,
 * `x-nextjs-rewritten-query`), and a browser that believes it stays where it is.
 */
export function QueryLink(props: Omit<ComponentProps<typeof Link>, "prefetch">) {
	return <Link {...props} prefetch={false} />;
}

import type { ReactNode } from "react";

export function Words({ children }: { children: ReactNode }) {
	return <p className="max-w-prose text-lg text-soft">{children}</p>;
}

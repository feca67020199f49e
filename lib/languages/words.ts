import type { useTranslations } from "next-intl";
import type { Room } from "./messages.ts";

/** What is said in a room, for plain functions that say some of it. */
export type Words<R extends Room> = ReturnType<typeof useTranslations<R>>;

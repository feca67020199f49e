import dynamic from "next/dynamic";

const file = () => import("./held-note.tsx");

// Few come back to what they hold, and only they load it.
export const HeldNotes = dynamic(() => file().then(({ HeldNotes }) => HeldNotes), { ssr: false });
export const HeldWords = dynamic(() => file().then(({ HeldWords }) => HeldWords), { ssr: false });

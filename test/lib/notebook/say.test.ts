import { expect, it } from "vitest";
import { say } from "../../../lib/notebook/say.ts";
import { displayed } from "./fake-kernel.ts";

it("say writes its paragraphs as Markdown and as text without marks", () => {
  const [output] = displayed(() => say("The desk lost **−$4.1M**.", "See `pnlByScenario`."));
  expect(output!.data).toEqual({
    "text/markdown": "The desk lost **−$4.1M**.\n\nSee `pnlByScenario`.",
    "text/plain": "The desk lost −$4.1M.\n\nSee pnlByScenario.",
  });
});

it("say refuses a sentence with a number that was not computed", () => {
  expect(() => say(`lost ${Number.NaN}`)).toThrow("paragraph 1 must not hold NaN: lost NaN");
  expect(() => say("fine", `lost ${undefined}`)).toThrow("paragraph 2 must not hold undefined");
  expect(() => say(`${{}}`)).toThrow("must not hold [object Object]");
  expect(() => say("Nancy is undefinedly fine: NaNo")).toThrow(/there is none/);
});

it("say refuses silence", () => {
  expect(() => say()).toThrow("at least one paragraph");
  expect(() => say(" ")).toThrow("paragraph 1 must be a text");
});

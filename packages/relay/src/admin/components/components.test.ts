import { describe, expect, it } from "vitest";
import { adminStrings } from "../strings/strings.ts";
import { button, buttonLink, postForm } from "./buttons.ts";
import { card } from "./card.ts";
import { choices } from "./choices.ts";
import { details } from "./details.ts";
import { errorSummary } from "./error-summary.ts";
import { type Markup, nothing } from "./markup.ts";
import { inset, notice, warning } from "./notice.ts";
import { page } from "./page.ts";
import { pagination } from "./pagination.ts";
import { summaryList } from "./summary-list.ts";
import { table } from "./table.ts";
import { tag } from "./tag.ts";
import { textInput } from "./text-input.ts";
import { durationText, instantText, timestamp } from "./timestamp.ts";

/** Ends a text, an attribute in either quotes, a comment and a script, and begins something of its own. */
const evil = `"'></p><script>alert(1)</script><img src=x onerror=alert(1)>&amp;-->`;
const escaped =
  "&quot;&#39;&gt;&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&amp;amp;--&gt;";

const components: Readonly<Record<string, () => Markup>> = {
  button: () => button(evil),
  buttonLink: () => buttonLink(evil, evil),
  postForm: () => postForm({ action: evil, csrfToken: evil, hidden: [[evil, evil]], body: button(evil) }),
  card: () => card({ count: 1, title: evil, href: evil, text: evil, isUrgent: true, urgentText: evil }),
  choices: () =>
    choices({
      type: "radio",
      name: evil,
      id: evil,
      legend: evil,
      hint: evil,
      error: evil,
      errorPrefix: evil,
      choices: [{ value: evil, label: evil, hint: evil, isChecked: true }],
    }),
  details: () => details(evil, tag(evil, "red")),
  errorSummary: () => errorSummary(evil, [{ fieldId: evil, message: evil }, { message: evil }]),
  inset: () => inset(evil),
  notice: () => notice(evil, evil),
  warning: () => warning(evil, evil),
  pagination: () => pagination({ label: evil, first: { href: evil, text: evil }, next: { href: evil, text: evil } }),
  summaryList: () => summaryList([[evil, evil]]),
  table: () => table({ id: evil, caption: evil, columns: [evil], rows: [[evil]] }),
  tag: () => tag(evil, "red"),
  textInput: () =>
    textInput({ id: evil, name: evil, label: evil, hint: evil, value: evil, error: evil, errorPrefix: evil }),
  page: () =>
    page({
      strings: adminStrings.en,
      session: {
        principal: { id: "token:example1", role: "administrator", organisation: evil },
        csrfToken: evil,
        expiresAtMs: 0,
      },
      otherLanguage: { language: "cy", href: evil },
      title: evil,
      faults: [{ fieldId: evil, message: evil }],
      done: evil,
      back: { href: evil, text: evil },
      body: nothing,
    }),
};

describe.each(Object.entries(components))("%s", (_name, render) => {
  it("escapes whatever is put into it", async () => {
    const markup = (await render()).toString();
    expect(markup).toContain(escaped);
    expect(markup).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
    expect(markup.replaceAll(escaped, "")).not.toContain("alert");
  });
});

describe("textInput", () => {
  it("names its hint and its fault to who does not see them, and asks the browser to remember nothing", async () => {
    const input = {
      id: "token",
      label: "Token",
      hint: "It begins with dft_",
      error: "Enter it",
      errorPrefix: "Error:",
    };
    const markup = (await textInput(input)).toString();
    expect(markup).toContain('<label class="label" for="token">Token</label>');
    expect(markup).toContain('aria-describedby="token-hint token-error"');
    expect(markup).toContain('aria-invalid="true"');
    expect(markup).toContain('autocomplete="off"');
    expect(markup).not.toContain("value=");
  });

  it("names no hint and no fault that are not there", async () => {
    const markup = (await textInput({ id: "days", label: "Days", errorPrefix: "Error:" })).toString();
    expect(markup).not.toContain("aria-describedby");
    expect(markup).not.toContain("aria-invalid");
  });
});

describe("errorSummary", () => {
  it("links each fault to its field, and takes the focus", async () => {
    const markup = (await errorSummary("There is a problem", [{ fieldId: "token", message: "Enter it" }])).toString();
    expect(markup).toContain('<a href="#token">Enter it</a>');
    expect(markup).toMatch(/tabindex="-1" autofocus/);
  });

  it("is nothing without a fault", async () => {
    expect((await errorSummary("There is a problem", [])).toString()).toBe("");
  });
});

describe("table", () => {
  it("keeps its roles, so that cards on a narrow screen are still rows and cells", async () => {
    const options = { id: "one", caption: "Reports", columns: ["Report", "State"], rows: [["a", "b"]] } as const;
    const markup = (await table(options)).toString();
    for (const role of ["table", "row", "columnheader", "rowheader", "cell"])
      expect(markup).toContain(`role="${role}"`);
    expect(markup).toContain('role="region" aria-labelledby="one-caption" tabindex="0"');
  });
});

describe("instants and durations", () => {
  it("are words with the time zone, and the machine's form beside them", async () => {
    const at = Date.UTC(2026, 0, 31, 14, 5);
    expect((await timestamp(at, adminStrings.en)).toString()).toBe(
      '<time datetime="2026-01-31T14:05:00.000Z">31 January 2026 at 14:05 UTC</time>',
    );
    expect(instantText(at, adminStrings.cy)).toBe("31 Ionawr 2026 am 14:05 UTC");
    expect(instantText("not an instant", adminStrings.en)).toBeUndefined();
  });

  it.each([
    [0, "less than a minute"],
    [-1, "less than a minute"],
    [60_000, "1 minute"],
    [3_660_000, "1 hour 1 minute"],
    [7_200_000, "2 hours"],
    [90_060_000, "1 day 1 hour"],
    [3 * 86_400_000 + 60_000, "3 days"],
  ])("say %i ms as %s", (durationMs, text) => {
    expect(durationText(durationMs, adminStrings.en)).toBe(text);
  });
});

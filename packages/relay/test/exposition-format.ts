/** A family of figures, as its text says. */
export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
}

/** One line of a family. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const types = ["counter", "gauge", "histogram", "summary", "untyped"];
const name = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const numberPattern = /^([+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[+-]Inf|Nan|NaN)$/;

/**
 * Returns the families of a text in Prometheus' exposition format, version 0.0.4, and throws at the first thing that the
 * format does not allow: a sample without its family, a family twice, a label twice, a histogram that falls.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function parseExposition(text: string): readonly MetricFamily[] {
  if (!text.endsWith("\n")) throw new SyntaxError("The last line has no end.");
  const families: { name: string; help: string; type: string; samples: Sample[] }[] = [];
  for (const [index, line] of text.slice(0, -1).split("\n").entries()) {
    const fail = (rule: string): never => {
      throw new SyntaxError(`Line ${index + 1}: ${rule}`);
    };
    if (line === "") continue;
    const [, word, family = "", rest = ""] = new RegExp(`^# (HELP|TYPE) (${name})(?: (.*))?$`).exec(line) ?? [];
    if (word === "HELP") {
      if (families.some((known) => known.name === family)) fail("a family comes twice");
      families.push({ name: family, help: rest, type: "", samples: [] });
    } else if (word === "TYPE") {
      const last = families.at(-1);
      if (last?.name !== family || last.type !== "" || last.samples.length > 0) fail("TYPE does not follow its HELP");
      if (!types.includes(rest)) fail("no such type");
      if (last !== undefined) last.type = rest;
    } else {
      const last = families.at(-1) ?? fail("a sample comes before its family");
      const sample = parseSample(line) ?? fail("not a sample");
      const ends = last.type === "histogram" ? ["_bucket", "_sum", "_count"] : [""];
      if (!ends.some((end) => sample.name === `${last.name}${end}`)) fail("the sample is of another family");
      if (last.type === "counter" && sample.value < 0) fail("a counter below 0");
      const key = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
      if (last.samples.some((each) => JSON.stringify([each.name, Object.entries(each.labels).sort()]) === key)) {
        fail("a sample comes twice");
      }
      last.samples.push(sample);
    }
  }
  for (const family of families) if (family.type === "histogram") checkHistogram(family);
  return families;
}

function parseSample(line: string): Sample | undefined {
  const [, sampleName, , labelText = "", value = ""] =
    new RegExp(`^(${name})(\\{(.*)\\})? (\\S+)(?: -?\\d+)?$`).exec(line) ?? [];
  if (sampleName === undefined || !numberPattern.test(value)) return undefined;
  const labels: Record<string, string> = {};
  let rest = labelText;
  while (rest !== "") {
    const [whole, label = "", text = ""] =
      /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/.exec(rest) ?? [];
    if (whole === undefined || Object.hasOwn(labels, label)) return undefined;
    labels[label] = text;
    rest = rest.slice(whole.length);
  }
  const number = value.endsWith("Inf") ? Number(`${value}inity`) : value === "Nan" ? Number.NaN : Number(value);
  return { name: sampleName, labels, value: number };
}

/** Buckets never fall, and the last holds as many as there are. */
function checkHistogram({ name: family, samples }: MetricFamily): void {
  const series = grouped(samples);
  for (const group of series.values()) {
    const buckets = group.filter((sample) => sample.name === `${family}_bucket`);
    const bounds = buckets.map(({ labels }) => (labels.le === "+Inf" ? Number.POSITIVE_INFINITY : Number(labels.le)));
    const values = buckets.map(({ value }) => value);
    const count = group.find((sample) => sample.name === `${family}_count`)?.value;
    const isRising = (numbers: readonly number[]) =>
      numbers.every((each, at) => at === 0 || each >= (numbers[at - 1] ?? 0));
    if (!isRising(bounds) || !isRising(values)) throw new SyntaxError(`${family}: its buckets fall.`);
    if (bounds.at(-1) !== Number.POSITIVE_INFINITY || values.at(-1) !== count) {
      throw new SyntaxError(`${family}: its last bucket is not its count.`);
    }
    if (!group.some((sample) => sample.name === `${family}_sum`)) throw new SyntaxError(`${family}: it has no sum.`);
  }
}

function grouped(samples: readonly Sample[]): Map<string, Sample[]> {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) groups.set(keyOf(sample), [...(groups.get(keyOf(sample)) ?? []), sample]);
  return groups;
}

function keyOf({ labels }: Sample): string {
  return JSON.stringify(
    Object.entries(labels)
      .filter(([label]) => label !== "le")
      .sort(),
  );
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { isKey, linkedUploads, nameOf, newKey } from "../../../../static/js/core/shared/uploads.js";
import { testEach } from "../../support.js";

const ID = `own-${"0a".repeat(16)}`;
const MANY = Array.from({ length: 100 }, (_, number) => `own-${number.toString(16).padStart(32, "0")}`);

testEach(
  "an address names uploads",
  [
    [`#data=${ID}&model=mlp`, [ID]],
    [`data=${ID}&data=own-0123456789ab&data=${ID}`, [ID, "own-0123456789ab"]],
    ["data=known&data=digits", []],
    ["data=own-../../x&data=own-&data=OWN-0123456789ab&%E0%A4%A", []],
    ["", []],
    [MANY.map((id) => `data=${id}`).join("&"), MANY.slice(0, 2)],
  ],
  (fragment, ids) => assert.deepEqual(linkedUploads(fragment, [{ id: "known" }]), ids),
);

test("an upload that is here already is not named", () => {
  assert.deepEqual(linkedUploads(`#data=${ID}`, [{ id: ID }]), []);
});

testEach(
  "a data set is named after its archive",
  [
    ["Pets.zip", "Pet"],
    ["PETS.ZIP", "PET"],
    ["가.zip", "가"],
    ["👨👩👧x.zip", "👨👩👧"],
  ],
  (file, name) => assert.equal(nameOf(file, 3), name),
);

test("keys are random", () => {
  const [one, other] = [newKey(), newKey()];
  assert.notEqual(one, other);
  for (const key of [one, other]) assert.match(key, /^[0-9a-f]{32}$/);
  const texts = [one, "", "x".repeat(32), "A".repeat(32), `${one}\n`, one.slice(1)];
  assert.deepEqual(
    texts.map((text) => isKey(text)),
    [true, false, false, false, false, false],
  );
});

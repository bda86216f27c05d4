import assert from "node:assert/strict";
import { cutFields, unreadWords } from "../../../../static/js/core/shared/link-check.js";
import { testEach } from "../../support.js";

testEach(
  "words that name nothing are found",
  [
    ["", "data=digits", []],
    ["#data=digits&optimizer=adam,0.1,64", "data=digits&optimizer=adam,0.1,64,beta1:0.9", []],
    ["#data=pets-1&optimizer=adam,0.1,64", "data=digits&optimizer=adam,0.1,64", ["pets-1"]],
    ["#data=digits&optimizer=lion,0.1,64&optimizer=adam,0.1,64", "data=digits&optimizer=adam,0.1,64", ["lion"]],
    ["#data=%3Cscript%3E&epochs=many", "data=digits&epochs=10", ["<script>"]],
    ["#data=%E0%A4%A", "data=digits", ["\ufffd%A"]],
  ],
  (fragment, understood, unread) => {
    assert.deepEqual(unreadWords(fragment, understood, ["data", "optimizer"]), unread);
  },
);

testEach(
  "numbers and lists that were cut to the limits are found",
  [
    ["#steps=500&seed=0&optimizer=adam", "steps=500&seed=0&optimizer=adam", []],
    ["#steps=5e2&start=0.50,-1", "steps=500&start=0.5,-1", []],
    ["#steps=5000", "steps=500", [["steps", "5000", "500"]]],
    ["#start=9,1", "start=5,1", [["start", "9,1", "5,1"]]],
    ["#optimizer=adam&optimizer=adam&optimizer=adam", "optimizer=adam", [["optimizer", "3", "1"]]],
    ["#steps=many&at=5", "steps=500&at=1&optimizer=adam", []],
    ["", "steps=500", []],
  ],
  (fragment, taken, cut) => {
    const found = cutFields(fragment, taken, { numbers: ["start", "steps"], lists: ["optimizer"] });
    assert.deepEqual(
      found.map((field) => Object.values(field)),
      cut,
    );
  },
);

"""Why mAP is low: causes looked for one topic at a time, ranked by what they cost."""

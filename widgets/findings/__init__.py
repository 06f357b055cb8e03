"""Why mAP is low: findings with their prices, evidence and next steps."""

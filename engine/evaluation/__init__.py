"""COCO's metrics, equal to pycocotools' and kept up to date edit by edit."""

"""The guided tour: a callout beside a part of the window."""
